using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Documents.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Orders;

/// <summary>One's own order: to pay, under way, or with its documents.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class OrderPage(Baskets baskets, IPayments payments, ICertificates certificates) : PageModel
{
    public Order Order { get; private set; } = null!;

    public Payment? Payment { get; private set; }

    public CertificatePaths Paths(string serial) => certificates.Paths(serial);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await baskets.FindAsync(User.RequiredPersonId(), id, ct) is not { State: not OrderState.Basket } order)
        {
            return NotFound();
        }

        Order = order;
        Payment = await payments.FindAsync(order.PaymentId!.Value, ct);
        return Page();
    }
}
