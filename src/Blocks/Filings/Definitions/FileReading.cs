using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>A file while it is read: its texts, what its expressions may name, and all that is wrong so far.</summary>
internal sealed class FileReading(string name, YamlFile yaml)
{
    private static readonly DateOnly SampleDay = new(2026, 1, 15);

    private readonly List<DefinitionProblem> problems = [];
    private FormDefinition? form;
    private Dictionary<string, object?> sample = [];

    public IReadOnlyList<DefinitionProblem> Problems => [.. problems.OrderBy(problem => problem.Line)];

    /// <summary>By their keys below the form's prefix.</summary>
    public Dictionary<string, LocalizedText> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>What an expression over the whole content may name; the members of each, null where it has none to name.</summary>
    public Dictionary<string, IReadOnlySet<string>?> Names { get; } = new(StringComparer.Ordinal) { ["today"] = null, ["reference"] = null };

    /// <summary>The questions of each page.</summary>
    public Dictionary<string, IReadOnlySet<string>> Members { get; } = new(StringComparer.Ordinal);

    public static Expression Always { get; } = Expression.Compile("true", new Dictionary<string, IReadOnlySet<string>?>());

    public FormPage? Page(string key) => form!.Pages.FirstOrDefault(page => page.Key == key);

    /// <summary>From now on expressions are tried, on answers of the right types to every question.</summary>
    public void TryOn(FormDefinition whole)
    {
        form = whole;
        sample = Facts.OfGiven(whole, Sample.Of(whole), SampleDay, "AB-0000-0000-000");
    }

    public void Put(string key, FileText? words)
    {
        if (words is not null)
        {
            Texts[key] = words.Words;
        }
    }

    public void Wrong(string pointer, string what, string cure) => problems.Add(new DefinitionProblem(name, yaml.LineOf(pointer), pointer, what, cure));

    /// <summary>An expression over the whole content, tried; null where there is none, or it is wrong.</summary>
    /// <param name="type">Of its value; null for any.</param>
    public Expression? Compiled(string at, JsonNode? source, Type? type)
    {
        var expression = Compile(at, source, Names);
        Try(at, expression, type);
        return expression;
    }

    /// <summary>Of the whole content, or of each entry of a repeated page.</summary>
    public Expression? Scoped(string at, JsonNode? source, string? each, Type type)
    {
        if (each is null)
        {
            return Compiled(at, source, type);
        }

        var expression = Compile(at, source, WithOwn(each));
        Try(at, expression, type, each);
        return expression;
    }

    /// <summary>The names of the whole content and, as <c>this</c>, of one page's own questions.</summary>
    public Dictionary<string, IReadOnlySet<string>?> WithOwn(string page) => new(Names, StringComparer.Ordinal) { [Facts.This] = Members[page] };

    /// <summary>Without trying it: what it names may not be known yet.</summary>
    public Expression? Compile(string at, JsonNode? source, IReadOnlyDictionary<string, IReadOnlySet<string>?> known)
    {
        if (source is null)
        {
            return null;
        }

        try
        {
            return Expression.Compile(source.ToString(), known);
        }
        catch (ExpressionException e)
        {
            Wrong(at, e.Message, e.Cure);
            return null;
        }
    }

    /// <param name="own">The page whose answers stand as <c>this</c>; null for none.</param>
    public void Try(string at, Expression? expression, Type? type, string? own = null)
    {
        if (expression is null)
        {
            return;
        }

        try
        {
            var value = expression.Evaluate(own is null ? sample : sample.With(Facts.OfAnswers(Page(own)!, Sample.Of(Page(own)!))));
            if (type is not null && value?.GetType() != type && !(type == typeof(long) && value is double))
            {
                Wrong(at, $"This gives {Called(value?.GetType())} and must give {Called(type)}.", "Compare or convert: string(…) and int(…) change the type.");
            }
        }
        catch (Exception e) when (e is Cel.CelDivideByZeroException or Cel.CelOverflowException)
        {
            // The sample's own numbers: real ones may be others.
        }
        catch (Exception e)
        {
            Wrong(at, $"This does not work on answers of these types: {e.Message}", "Compare the types of the questions it names; a number is not text.");
        }
    }

    private static string Called(Type? type) => type == typeof(bool) ? "true or false" : type == typeof(string) ? "text" : type == typeof(long) ? "a whole number" : type == typeof(DateTimeOffset) ? "a date" : type?.Name ?? "nothing";
}
