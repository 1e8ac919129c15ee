using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Payments.Bills;

internal static class PayAddresses
{
    /// <summary>Where the provider sends the payer back to: this site as the payer's browser knows it (<c>PublicUrl</c> where set).</summary>
    public static string Return(HttpRequest request, Bill bill)
    {
        var site = request.HttpContext.RequestServices.GetRequiredService<IConfiguration>()["PublicUrl"]?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        return site + SitePages.Address($"{bill.PayPath}/return");
    }

    /// <summary>By reference, however it was typed.</summary>
    public static async Task<Bill?> FindAsync(string reference, PaymentsDb db, CancellationToken ct) =>
        ReferenceNumber.Parse(reference) is { } parsed ? await db.Bills.SingleOrDefaultAsync(bill => bill.Reference == parsed, ct) : null;
}
