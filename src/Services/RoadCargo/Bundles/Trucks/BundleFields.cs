using Microsoft.AspNetCore.Mvc.ModelBinding;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Bundles.Trucks;

/// <summary>A load as a form shows it: the numbers in one field, one a line.</summary>
internal sealed record BundleFields(string Plate, string ControlPoint, string Ccrns, IReadOnlyList<ControlPoint> Points)
{
    private static readonly char[] Between = [' ', ',', ';', '\n', '\r', '\t', '，', '、', '；'];

    /// <summary>Numbers between spaces, commas or line ends. A number written with spaces or dashes in it is one line.</summary>
    internal static IReadOnlyList<string?> Split(string? typed)
    {
        var lines = (typed ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.SelectMany(line => Consignments.Ccrn.Parse(line) is null ? line.Split(Between, StringSplitOptions.RemoveEmptyEntries) : [line])];
    }

    /// <summary>Shows each problem beside its field; a number's says which number.</summary>
    internal static void Show(IEnumerable<RuleProblem> problems, IReadOnlyList<string?> typed, ModelStateDictionary state, Text text)
    {
        foreach (var problem in problems)
        {
            var number = problem.Path.StartsWith("ccrns/", StringComparison.Ordinal) && int.TryParse(problem.Path.AsSpan(6), out var at) && at < typed.Count ? $"{typed[at]}: " : "";
            state.AddModelError(problem.Path.Split('/')[0], number + problem.Message(text));
        }
    }
}
