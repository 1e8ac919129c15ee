using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Text;
using OneStop.Platform.Dated;

namespace OneStop.RoadCargo.Bundles;

/// <summary>Registration marks of vehicles, as plates.json says they look on a day.</summary>
internal static class Plates
{
    private const int Longest = 20;

    private static readonly IReadOnlyList<PlateForm> Forms = DatedFile.Read<PlateForm>("plates.json");
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>The mark in its one written form, whatever spacing, case or width it was typed in; null where no vehicle bears it.</summary>
    internal static string? Parse(string? typed, DateOnly day)
    {
        if (typed is null || typed.Length > Longest)
        {
            return null;
        }

        var plain = string.Concat(typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c != '-'));
        return Forms.Any(form => form.IsInForce(day) && Of(form).IsMatch(plain)) ? plain : null;
    }

    private static Regex Of(PlateForm form) => Patterns.GetOrAdd(form.Pattern, pattern => new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

    /// <param name="Kind">For whoever keeps the file.</param>
    private sealed record PlateForm(DateOnly From, DateOnly? To, string Kind, string Pattern) : IDated;
}
