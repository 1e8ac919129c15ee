using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Traders;

namespace OneStop.RoadCargo.Consignments.Desk;

/// <summary>A page of a trader's desk: for whom, among those the signed-in person acts for, its address says (<c>trader</c>), or there is one only.</summary>
internal abstract class TraderPage(IOrganisations organisations) : PageModel
{
    [BindProperty(Name = "trader", SupportsGet = true)]
    public string? Named { get; set; }

    public IReadOnlyList<Mandate> Mandates { get; private set; } = [];

    /// <summary>Null where the person acts for nobody.</summary>
    public Organisation? Trader { get; private set; }

    protected Lodger Lodger => new(Trader!.Id, User.RequiredPersonId(), Channel.Web);

    /// <summary>The page's address for this trader.</summary>
    public string At(string path) => SitePages.Address(Mandates.Count > 1 ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}trader={Trader!.Number}" : path);

    /// <summary>False where there is nothing to show: the person acts for nobody, or not for whom the address names.</summary>
    protected async Task<bool> FindTraderAsync(CancellationToken ct)
    {
        Mandates = await organisations.MandatesAsync(User, TraderRights.Lodge, ct);
        Trader = string.IsNullOrEmpty(Named)
            ? Mandates.Count > 0 ? Mandates[0].For : null
            : Mandates.FirstOrDefault(mandate => mandate.For.Number == Named || mandate.For.Id.ToString() == Named)?.For;
        return Trader is not null;
    }

    /// <summary>The one among those the person acts for whose consignment it is: an address without a name finds it too.</summary>
    protected async Task<bool> FindTraderOfAsync(long ccrn, FindConsignments find, CancellationToken ct)
    {
        if (!await FindTraderAsync(ct))
        {
            return false;
        }

        foreach (var trader in string.IsNullOrEmpty(Named) ? Mandates.Select(mandate => mandate.For) : [Trader!])
        {
            if (await find.OneAsync(ccrn, trader.Id, ct) is not null)
            {
                Trader = trader;
                return true;
            }
        }

        return false;
    }

    protected IActionResult GoTo(string path)
    {
        Response.Headers.Location = At(path);
        return new StatusCodeResult(303);
    }
}
