using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments.Desk;

/// <summary>A page that writes the eight items of a consignment, beginning with one that is there.</summary>
internal abstract class ItemsPage(IOrganisations organisations, FindConsignments find, Text text) : TraderPage(organisations)
{
    [FromRoute(Name = "ccrn")]
    public string Number { get; set; } = "";

    public Consignment Consignment { get; private set; } = null!;

    /// <summary>What the form begins with.</summary>
    public TypedConsignment Items { get; protected set; } = new();

    protected async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Ccrn.Parse(Number) is not { } ccrn || !await FindTraderOfAsync(ccrn, find, ct))
        {
            return false;
        }

        Consignment = (await find.OneAsync(ccrn, Trader!.Id, ct))!;
        Items = TypedConsignment.Of(ConsignmentContent.Of(Consignment));
        return true;
    }

    protected TypedConsignment Typed()
    {
        var form = Request.Form;
        string Field(string name) => form[name].ToString();
        string Part(string name) => Field(name).Trim().PadLeft(2, '0');
        return new()
        {
            Direction = Field("direction"),
            PackageCount = Field("packages-count"),
            PackageKind = Field("packages-kind"),
            Packages = Field("packages-description"),
            Articles = Field("articles"),
            ConsignorName = Field("consignor-name"),
            ConsignorAddress = Field("consignor-address"),
            ConsigneeName = Field("consignee-name"),
            ConsigneeAddress = Field("consignee-address"),
            ExpectedOn = Field("expectedOn-year").Trim().Length == 0 ? null : $"{Field("expectedOn-year").Trim()}-{Part("expectedOn-month")}-{Part("expectedOn-day")}",
        };
    }

    protected IActionResult Again(IEnumerable<RuleProblem> problems)
    {
        problems.AddTo(ModelState, text);
        return Page();
    }
}
