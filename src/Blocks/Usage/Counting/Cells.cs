using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;

namespace OneStop.Usage.Counting;

/// <summary>Whether the caller's software says that it is a robot.</summary>
internal enum Visitor
{
    HumanLikely,
    BotDeclared,
}

/// <param name="Language">A language's code; <see cref="Cells.NoLanguage"/> for programs and where nobody chose one.</param>
internal sealed record Cell(string Service, ServiceKind Kind, UsageStep Step, UsageChannel Channel, string Language, Visitor Visitor);

/// <summary>Every combination that can be counted, each with a number, so that counting is adding one to an array's element.</summary>
internal sealed class Cells(ICatalogue catalogue)
{
    internal const string NoLanguage = "-";

    private const int Visitors = 2;
    private static readonly string[] Languages = [NoLanguage, .. Lang.All.Select(lang => lang.Code)];
    private static readonly int Steps = Enum.GetValues<UsageStep>().Length;
    private static readonly int Channels = Enum.GetValues<UsageChannel>().Length;
    private static readonly int OfOneService = Steps * Channels * Languages.Length * Visitors;

    private readonly CatalogueEntry[] services = [.. catalogue.Entries];
    private readonly Dictionary<string, int> places = catalogue.Entries.Select((entry, place) => (entry.Code, place)).ToDictionary(entry => entry.Code, entry => entry.place, StringComparer.Ordinal);

    internal int Count => services.Length * OfOneService;

    /// <summary>The combination's number; -1 where the catalogue has no such service.</summary>
    internal int NumberOf(string service, UsageStep step, UsageChannel channel, string language, Visitor visitor) =>
        places.TryGetValue(service, out var place)
            ? (place * OfOneService) + (((((((int)step * Channels) + (int)channel) * Languages.Length) + Array.IndexOf(Languages, language)) * Visitors) + (int)visitor)
            : -1;

    internal Cell this[int number]
    {
        get
        {
            var service = services[number / OfOneService];
            var rest = number % OfOneService;
            (rest, var visitor) = Math.DivRem(rest, Visitors);
            (rest, var language) = Math.DivRem(rest, Languages.Length);
            var (step, channel) = Math.DivRem(rest, Channels);
            return new Cell(service.Code, service.Kind, (UsageStep)step, (UsageChannel)channel, Languages[language], (Visitor)visitor);
        }
    }
}
