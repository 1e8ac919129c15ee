using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Payments.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Orders;

/// <summary>What lies in the basket, what it costs today, and the order.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class BasketPage(Baskets baskets, Text text, TimeProvider time) : PageModel
{
    public IReadOnlyList<(OrderLine Line, IReadOnlyList<FeeLine> Fees)> Lines { get; private set; } = [];

    public Money Total => new(Lines.Sum(line => line.Fees.Sum(fee => fee.Cents)));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        Lines = [.. ((await baskets.FindAsync(User.RequiredPersonId(), ct))?.Lines ?? []).Select(line => (line, (IReadOnlyList<FeeLine>)[.. line.Fees(today, text)]))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? remove, CancellationToken ct)
    {
        if (remove is { } line)
        {
            await baskets.RemoveAsync(User.RequiredPersonId(), line, ct);
            return this.RedirectTo("/companies/basket");
        }

        return this.RedirectTo((await baskets.OrderAsync(User.RequiredPersonId(), ct))?.PayPath ?? "/companies/basket");
    }
}
