using OneStop.Companies.Register;
using OneStop.Platform.Dated;

namespace OneStop.Companies.Incorporation;

/// <summary>Which printed forms an application of a day stands for: NC1 until 2 March 2014, NNC1 since, each in its edition, with IRBR1.</summary>
internal static class FormEditions
{
    private static readonly IReadOnlyList<Row> Rows = DatedFile.Read<Row>("forms.json");

    internal static IReadOnlyList<string> On(CompanyKind kind, DateOnly day) =>
        [.. Rows.Where(row => row.IsInForce(day) && row.Kinds.Contains(kind)).Select(row => $"{row.Form} ({row.Edition})")];

    /// <summary>The main form's number: NNC1.</summary>
    internal static string NumberOn(CompanyKind kind, DateOnly day) => Rows.First(row => row.IsInForce(day) && row.Kinds.Contains(kind)).Form;

    private sealed record Row(IReadOnlyList<CompanyKind> Kinds, string Form, string Edition, DateOnly From, DateOnly? To) : IDated;
}
