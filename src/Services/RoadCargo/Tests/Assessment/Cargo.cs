using System.Globalization;
using System.Text.Json;
using OneStop.RoadCargo.Assessment;

namespace OneStop.RoadCargo.Tests.Assessment;

internal static class Cargo
{
    private static readonly string[] First = ["Golden", "Silver", "Jade", "Pearl", "Lucky", "Grand", "Eastern", "Southern", "Harbour", "Victoria", "Lion", "Dragon", "Phoenix", "Tiger", "Sunrise", "Evergreen", "Pacific", "Delta", "Peak", "Star"];
    private static readonly string[] Second = ["Fruit", "Steel", "Toys", "Garment", "Paper", "Electronics", "Foods", "Plastics", "Marine", "Machinery"];

    internal static CargoFacts Facts() => new(
        "00000000000017", 1, "export", 10, "CT", "10 cartons on one pallet", "Frozen chicken wings, 20 kg a carton", "GOLDEN DRAGON TRADING LTD", "1 Queen's Road East, Wan Chai",
        "ACME (Shenzhen) Foods", "深圳市福田區深南大道 1 號", new DateOnly(2026, 11, 30), new DateOnly(2026, 11, 30), "AB1234", "LMC", TraderHistory.New);

    /// <summary>A made-up name; each number has its own.</summary>
    internal static string PartyName(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{First[number % 20]} {Second[number / 20 % 10]} {First[number / 200 % 20]} {number / 4000 + 1:D3} Trading");

    /// <summary>Rules of every kind that ordinary cargo does not meet, and a watch list that some of it does.</summary>
    internal static AssessCargo ManyRules(int rules, int parties)
    {
        var document = new
        {
            inspectAt = 100,
            sample = new { perMille = 0, seed = "s" },
            watched = new { parties = Enumerable.Range(0, parties).Select(i => new { id = $"W-{i}", names = new[] { PartyName(i), $"第{i}號貿易公司" } }) },
            rules = Enumerable.Range(0, rules).Select(i => new
            {
                id = $"R-{i}",
                score = i == 0 ? 100 : 40,
                reason = new { en = "A reason", zhHant = "理由" },
                when = i == 0
                    ? (object)new { field = "names", watched = "parties" }
                    : new
                    {
                        all = new object[]
                        {
                            new { field = "direction", @is = new[] { i % 2 == 0 ? "import" : "export" } },
                            new { field = "goods", mentions = new[] { $"contraband {i}", $"違禁品{i}", $"prohibited article {i}" } },
                            new { field = "packageCount", atLeast = i },
                        },
                    },
            }),
        };
        var (set, problems) = RuleSetReader.Read(JsonSerializer.SerializeToElement(document));
        return problems.Count == 0 ? new AssessCargo(set!) : throw new InvalidOperationException($"{problems[0].Path}: {problems[0].Code}");
    }
}
