using System.Text.Json.Nodes;
using OneStop.Companies.Tests.Incorporation;
using OneStop.Kit;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Tests.Journeys;

/// <summary>The people and the company of one journey; each journey has its own.</summary>
internal static class Companies
{
    private static readonly string[] Letters = ["ALPHA", "BRAVO", "DELTA", "FOXTROT", "GOLF", "HOTEL", "INDIA", "KILO", "LIMA", "MIKE", "OSCAR", "PAPA", "QUEBEC", "ROMEO", "SIERRA", "TANGO"];

    /// <summary>A name nobody has: sixteen words stand for the digits of an id.</summary>
    public static string FreeName() => $"{string.Join(' ', Ids.New().ToString("N")[^6..].Select(digit => Letters[Convert.ToInt32(digit.ToString(), 16)]))} Bakery Limited";

    public static async Task<(Citizen Amy, Citizen Ben, Citizen Carmen)> PeopleAsync(TestApp app, string language = "en")
    {
        var mark = Ids.New().ToString("N")[^10..];
        return (
            await Citizen.SignUpAsync(app, "Chan Amy", $"amy{mark}@people.example", language),
            await Citizen.SignUpAsync(app, "Wong Ben", $"ben{mark}@people.example", "zh-Hant"),
            await Citizen.SignUpAsync(app, "Lee Carmen", $"carmen{mark}@people.example"));
    }

    public static JsonObject Content(this (Citizen Amy, Citizen Ben, Citizen Carmen) people, string name, string? chinese = null) =>
        Drafts.Clean(name, chinese)
            .With("founders/0/email", people.Amy.Email).With("founders/1/email", people.Ben.Email)
            .With("directors/0/email", people.Amy.Email).With("directors/1/email", people.Ben.Email)
            .With("secretary/email", people.Carmen.Email)
            .With("business/startedOn", $"{HongKong.Today(TimeProvider.System):yyyy-MM-dd}");
}
