using System.Text.Json.Nodes;
using OneStop.Platform.Texts;

namespace OneStop.Faults.Tests;

/// <summary>One company being formed: drives it from where it stands to its end, and notes whatever the government has acknowledged on the way.</summary>
internal sealed class Founding(Citizen founder, Citizen secretary, int number)
{
    private static readonly string[] Order = ["draft", "awaitingSignatures", "awaitingPayment", "submitted", "underReview", "approved", "completed"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private int furthest;

    public string Name { get; } = $"Kill Proof {Words(number)} Limited";

    public string? FilingId { get; private set; }

    public string? Reference { get; private set; }

    public JsonNode? Last { get; private set; }

    public string State => Last?["state"]!.GetValue<string>() ?? "unborn";

    public TaskCompletionSource Submitting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task DriveAsync(CancellationToken ct)
    {
        Note(await founder.PostAsync("/api/filings/incorporate-company", Content(), $"founding-{number}", ct));
        Submitting.TrySetResult();
        while (State is not ("completed" or "refused" or "withdrawn" or "expired"))
        {
            switch (State)
            {
                case "draft":
                    await founder.PostAsync($"/api/filings/{FilingId}/submit", new JsonObject { ["declared"] = true }, null, ct);
                    break;
                case "awaitingSignatures":
                    await SignAsync(founder, ct);
                    await SignAsync(secretary, ct);
                    break;
                case "awaitingPayment":
                    await PayAsync(ct);
                    break;
                default:
                    await Task.Delay(Pause, ct);
                    break;
            }

            Note(await founder.GetAsync($"/api/filings/{FilingId}", ct));
        }
    }

    private async Task SignAsync(Citizen signer, CancellationToken ct)
    {
        foreach (var asked in (await signer.GetAsync("/api/signatures", ct)).AsArray().Where(asked => asked!["filingId"]!.GetValue<string>() == FilingId))
        {
            var signature = asked!["signature"]!;
            await signer.PostAsync($"/api/signatures/{signature["id"]}/sign", new JsonObject { ["agreed"] = true, ["contentHash"] = signature["contentHash"]!.GetValue<string>() }, null, ct);
        }
    }

    private async Task PayAsync(CancellationToken ct)
    {
        if (Last!["payment"]?["id"]?.GetValue<string>() is not { } payment)
        {
            await Task.Delay(Pause, ct);
            return;
        }

        await founder.PostAsync($"/api/payments/{payment}/attempts", new JsonObject { ["method"] = "simulator" }, $"pay-{number}", ct);
        var attempts = (await founder.GetAsync($"/api/payments/{payment}", ct))["attempts"]!.AsArray();
        if (attempts.Select(attempt => attempt!["redirectUrl"]?.GetValue<string>()).LastOrDefault(url => url is not null) is { } page)
        {
            var checkout = new Uri(page).Segments.Last().Trim('/');
            await founder.PostAsync($"/simulator/api/payments/{checkout}/pay", new JsonObject { ["outcome"] = "approve" }, null, ct);
        }

        await Task.Delay(Pause, ct);
    }

    /// <summary>What was acknowledged once may never be less afterwards.</summary>
    private void Note(JsonNode filing)
    {
        FilingId = filing["id"]?.GetValue<string>() ?? throw new InvalidOperationException($"Not a filing: {filing}");
        var at = Array.IndexOf(Order, filing["state"]!.GetValue<string>());
        if (at >= 0 && at < furthest)
        {
            throw new InvalidOperationException($"{Name} was {Order[furthest]} and is {Order[at]}: an acknowledged write is lost.");
        }

        furthest = Math.Max(furthest, at);
        var reference = filing["reference"]?.GetValue<string>();
        if (Reference is not null && Reference != reference)
        {
            throw new InvalidOperationException($"{Name} had the number {Reference} and has {reference}.");
        }

        (Reference, Last) = (reference, filing);
    }

    // Names that differ by more than a number: letters count in the same-name rule, and these are easy to read in a failure.
    private static string Words(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('A' + digit - '0')));

    private JsonObject Content() => new()
    {
        ["kind"] = new JsonObject { ["kind"] = "private" },
        ["name"] = new JsonObject { ["english"] = Name },
        ["office"] = new JsonObject { ["address"] = Address() },
        ["email"] = new JsonObject { ["email"] = "office@kill-proof.example" },
        ["capital"] = new JsonArray(new JsonObject { ["class"] = "ordinary", ["currency"] = "HKD", ["number"] = 1, ["amount"] = 100, ["paid"] = 100, ["unpaid"] = 0 }),
        ["founders"] = new JsonArray(new JsonObject
        {
            ["kind"] = "person",
            ["nameEnglish"] = "CHAN Amy",
            ["email"] = "amy.chan@demo.example",
            ["address"] = Address(),
            ["class"] = "ordinary",
            ["number"] = 1,
            ["amount"] = 100,
        }),
        ["directors"] = new JsonArray(Person("CHAN Amy", "amy.chan@demo.example", "A123456(3)", director: true)),
        ["secretary"] = Person("WONG Ben", "ben.wong@demo.example", "G123456(A)", director: false),
        ["reserve"] = new JsonObject { ["appoint"] = false },
        ["articles"] = new JsonObject { ["set"] = "sample-a" },
        ["nature"] = new JsonObject { ["code"] = "5610" },
        ["business"] = new JsonObject { ["startedOn"] = HongKong.Today(TimeProvider.System).ToString("O"), ["atOffice"] = true },
        ["certificate"] = new JsonObject { ["term"] = "1" },
        ["compliance"] = new JsonObject { ["founder"] = "CHAN Amy", ["confirm"] = new JsonArray("complied") },
    };

    private static JsonObject Person(string name, string email, string hkid, bool director)
    {
        var person = new JsonObject { ["kind"] = "person", ["nameEnglish"] = name, ["email"] = email, ["address"] = Address(), ["document"] = "hkid", ["hkid"] = hkid };
        if (director)
        {
            person["home"] = Address();
            person["dateOfBirth"] = "1990-05-17";
        }

        return person;
    }

    private static JsonObject Address() => new() { ["line1"] = "Flat 3A, 1 Queen's Road East", ["district"] = "Wan Chai", ["country"] = "HK" };
}
