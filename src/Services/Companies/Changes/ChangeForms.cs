using OneStop.Companies.Changes.Forms;
using OneStop.Companies.Register;
using OneStop.Platform.Dated;

namespace OneStop.Companies.Changes;

/// <summary>The forms that can be filed, in the order in which they are listed.</summary>
internal static class ChangeForms
{
    private static readonly IReadOnlyList<Edition> Editions = DatedFile.Read<Edition>("change-forms.json");

    internal static IReadOnlyList<ChangeForm> All { get; } =
    [
        new RegisteredOffice(),
        new RecordsLocation(),
        new OfficersChange("ND2A", [OfficerRole.Director, OfficerRole.Secretary]),
        new OfficerParticulars("ND2B", [OfficerRole.Director, OfficerRole.Secretary]),
        new Resignation("ND4", [OfficerRole.Director, OfficerRole.Secretary]),
        new OfficersChange("ND5", [OfficerRole.ReserveDirector]),
        new OfficerParticulars("ND7", [OfficerRole.ReserveDirector]),
        new Resignation("ND8", [OfficerRole.ReserveDirector]),
        new Allotment(),
        new CapitalAlteration(),
        new AnnualReturn(),
    ];

    internal static ChangeForm? Find(string code) => All.FirstOrDefault(form => form.Code == code);

    /// <summary>What the form was called on a day: R1 until 2 March 2014, NR1 since.</summary>
    internal static string NumberOn(string number, DateOnly day) => Editions.First(edition => edition.Form == number && edition.IsInForce(day)).Number;

    private sealed record Edition(string Form, string Number, DateOnly From, DateOnly? To, string Mark) : IDated;
}
