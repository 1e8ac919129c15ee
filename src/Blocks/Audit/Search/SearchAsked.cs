using System.Globalization;
using OneStop.Audit.Trail;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Audit.Search;

/// <summary>What an auditor asks for, as typed; empty fields ask for anything.</summary>
internal sealed record SearchAsked(string? From, string? To, string? Action, string? Subject, string? Actor, string? Person)
{
    private const int Longest = 200;

    internal DateOnly? FromDay => Day(From);

    internal DateOnly? ToDay => Day(To);

    internal Guid? ActorId => Id(Actor);

    internal Guid? PersonId => Id(Person);

    internal IReadOnlyList<RuleProblem> Check()
    {
        var problems = new List<RuleProblem>();
        Require(problems, "from", From, FromDay is not null, "audit.search.day.wrong");
        Require(problems, "to", To, ToDay is not null, "audit.search.day.wrong");
        Require(problems, "actor", Actor, ActorId is not null, "audit.search.id.wrong");
        Require(problems, "person", Person, PersonId is not null, "audit.search.id.wrong");
        Require(problems, "subject", Subject, Subject?.Length <= Longest, "audit.search.long");
        Require(problems, "act", Action, Action?.Length <= Longest, "audit.search.long");
        if (FromDay > ToDay)
        {
            problems.Add(new("to", "to.before-from", "audit.search.to.before"));
        }

        return problems;
    }

    /// <summary>The lines asked for. An action or subject may be given by its beginning.</summary>
    internal IQueryable<StoredLine> In(IQueryable<StoredLine> lines)
    {
        if (FromDay is { } from)
        {
            var start = StartOf(from);
            lines = lines.Where(line => line.At >= start);
        }

        if (ToDay is { } to)
        {
            var end = StartOf(to.AddDays(1));
            lines = lines.Where(line => line.At < end);
        }

        lines = ActorId is { } actor ? lines.Where(line => line.ActorId == actor) : lines;
        lines = PersonId is { } person ? lines.Where(line => line.PersonId == person) : lines;
        lines = Given(Action) is { } action ? lines.Where(line => line.Action.StartsWith(action)) : lines;
        return Given(Subject) is { } subject ? lines.Where(line => line.Subject.StartsWith(subject)) : lines;
    }

    /// <summary>What the audit keeps of the search itself.</summary>
    internal Dictionary<string, string> Facts() => new (string Name, string? Value)[]
        { ("from", From), ("to", To), ("action", Action), ("subject", Subject), ("actor", Actor), ("person", Person) }
        .Where(field => Given(field.Value) is not null).ToDictionary(field => field.Name, field => Given(field.Value)!);

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(Given(typed), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1997 and < 9999 ? day : null;

    private static Guid? Id(string? typed) => Guid.TryParse(Given(typed), out var id) ? id : null;

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), HongKong.Offset).ToUniversalTime();

    private static void Require(List<RuleProblem> problems, string field, string? typed, bool good, string textKey)
    {
        if (Given(typed) is not null && !good)
        {
            problems.Add(new(field, $"{field}.wrong", textKey) { Args = [Longest] });
        }
    }
}
