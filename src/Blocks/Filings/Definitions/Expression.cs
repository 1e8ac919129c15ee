using System.Globalization;
using System.Text.RegularExpressions;
using Cel;

namespace OneStop.Filings.Definitions;

/// <summary>
/// One CEL expression of a file (https://cel.dev): no loops but over a list's entries, no assignments, no input or output, no reflection.
/// What could make it long is bounded before it is compiled: its length, its depth, and a macro within a macro. Regular expressions are left out.
/// </summary>
internal sealed partial class Expression
{
    public const int MostCharacters = 600;
    private const int MostDepth = 12;

    private static readonly HashSet<string> Macros = new(["all", "exists", "exists_one", "filter", "map"], StringComparer.Ordinal);
    private static readonly HashSet<string> Functions = new(
        [.. Macros, "size", "has", "contains", "startsWith", "endsWith", "int", "double", "string", "date", "years", "days", "plusDays", "plusMonths", "plusYears"], StringComparer.Ordinal);
    private static readonly HashSet<string> Words = new(["true", "false", "null", "in"], StringComparer.Ordinal);
    private static readonly Lock Compiler = new();
    private static readonly CelEnvironment Environment = MakeEnvironment();

    private readonly CelProgramDelegate program;

    private Expression(string source, CelProgramDelegate program)
    {
        Source = source;
        this.program = program;
    }

    public string Source { get; }

    /// <summary>Compiles it; throws <see cref="ExpressionException"/> with what is wrong and the cure.</summary>
    /// <param name="names">What it may refer to: for each name its members, or null where it has none.</param>
    public static Expression Compile(string source, IReadOnlyDictionary<string, IReadOnlySet<string>?> names)
    {
        Bound(source);
        CheckNames(source, names);
        try
        {
            lock (Compiler)
            {
                return new Expression(source, Environment.Compile(source));
            }
        }
        catch (Exception e)
        {
            throw new ExpressionException($"This is no CEL expression: {e.Message}", "Compare it with the examples in the guide; text stands in single quotes.");
        }
    }

    /// <summary>Its value; false where an answer it needs is not there.</summary>
    public bool TryEvaluate(IDictionary<string, object?> facts, out object? value)
    {
        try
        {
            value = Evaluate(facts);
            return true;
        }
        catch (Exception)
        {
            // Whatever a file's expression trips over is the file's: the caller says what stands instead.
            value = null;
            return false;
        }
    }

    public object? Evaluate(IDictionary<string, object?> facts) => program(facts!) switch
    {
        int number => (long)number,
        ulong number => checked((long)number),
        var other => other,
    };

    public bool IsTrue(IDictionary<string, object?> facts) => TryEvaluate(facts, out var value) && value is true;

    public string? Text(IDictionary<string, object?> facts) => TryEvaluate(facts, out var value) ? TextOf(value) : null;

    public static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        DateTimeOffset day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static void Bound(string source)
    {
        if (source.Length > MostCharacters)
        {
            throw new ExpressionException($"The expression has {source.Length} characters.", $"It may have {MostCharacters}: work a part of it out in a computed question.");
        }

        var open = new Stack<bool>();
        var word = "";
        foreach (Match token in Tokens().Matches(source))
        {
            if (token.Value is "(" or "[" or "{")
            {
                var macro = token.Value == "(" && Macros.Contains(word);
                if (macro && open.Contains(true))
                {
                    throw new ExpressionException($"“{word}” stands inside another macro.", "Go through one list at a time: work the inner part out in a computed question of the entry.");
                }

                open.Push(macro);
                if (open.Count > MostDepth)
                {
                    throw new ExpressionException($"The expression is nested more than {MostDepth} deep.", "Work a part of it out in a computed question.");
                }
            }
            else if (token.Value is ")" or "]" or "}" && open.Count > 0)
            {
                open.Pop();
            }

            word = token.Value;
        }
    }

    private static void CheckNames(string source, IReadOnlyDictionary<string, IReadOnlySet<string>?> names)
    {
        var tokens = Tokens().Matches(source).Select(match => match.Value).ToList();
        var own = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Name().IsMatch(tokens[i]))
            {
                continue;
            }

            var member = i > 0 && tokens[i - 1] == ".";
            var call = i + 1 < tokens.Count && tokens[i + 1] == "(";
            if (call)
            {
                if (!Functions.Contains(tokens[i]))
                {
                    throw new ExpressionException($"There is no function “{tokens[i]}”.", $"There are: {string.Join(", ", Functions.Order(StringComparer.Ordinal))}.");
                }

                if (member && Macros.Contains(tokens[i]) && i + 2 < tokens.Count)
                {
                    own.Add(tokens[i + 2]);
                }
            }
            else if (!member && !own.Contains(tokens[i]) && !Words.Contains(tokens[i]))
            {
                if (!names.TryGetValue(tokens[i], out var members))
                {
                    throw new ExpressionException($"Nothing here is called “{tokens[i]}”.", $"Known here: {string.Join(", ", names.Keys)}.");
                }

                if (members is not null && i + 2 < tokens.Count && tokens[i + 1] == "." && !members.Contains(tokens[i + 2]) && !(i + 3 < tokens.Count && tokens[i + 3] == "("))
                {
                    throw new ExpressionException($"“{tokens[i]}” has no “{tokens[i + 2]}”.", $"It has: {string.Join(", ", members)}.");
                }
            }
        }
    }

    private static CelEnvironment MakeEnvironment()
    {
        var environment = new CelEnvironment(null, "");
        environment.RegisterFunction("date", [typeof(string)], args => Facts.Stamp(DateOnly.ParseExact((string)args[0]!, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
        environment.RegisterFunction("years", [typeof(DateTimeOffset), typeof(DateTimeOffset)], args => (long)Years(Day(args[0]), Day(args[1])));
        environment.RegisterFunction("days", [typeof(DateTimeOffset), typeof(DateTimeOffset)], args => (long)(Day(args[1]).DayNumber - Day(args[0]).DayNumber));
        environment.RegisterFunction("plusDays", [typeof(DateTimeOffset), typeof(long)], args => Facts.Stamp(Day(args[0]).AddDays(Count(args[1]))));
        environment.RegisterFunction("plusMonths", [typeof(DateTimeOffset), typeof(long)], args => Facts.Stamp(Day(args[0]).AddMonths(Count(args[1]))));
        environment.RegisterFunction("plusYears", [typeof(DateTimeOffset), typeof(long)], args => Facts.Stamp(Day(args[0]).AddYears(Count(args[1]))));
        return environment;
    }

    // Whole years completed, as ages are counted: somebody born on 29 February is a year older on 1 March.
    private static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);

    private static DateOnly Day(object? value) => DateOnly.FromDateTime(((DateTimeOffset)value!).UtcDateTime);

    private static int Count(object? value) => checked((int)(long)value!);

    // Text literals are one token each, so that what stands in them is no name.
    [GeneratedRegex(@"'(?:[^'\\]|\\.)*'|""(?:[^""\\]|\\.)*""|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|\S", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex("^[A-Za-z_]", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

internal sealed class ExpressionException(string what, string cure) : Exception(what)
{
    public string Cure { get; } = cure;
}
