using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Audit.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Payments.Ledger;

internal static class LedgerApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/ledger.journal", async (Journal journal, IAudit audit, CancellationToken ct) =>
        {
            await audit.RecordAsync(new AuditLine("ledger.exported", "ledger"), ct);
            return Results.Stream(stream => journal.WriteAsync(stream, ct), Journal.ContentType, "ledger.journal");
        })
        .RequireAuthorization(Access.OfficerOf("try", "cashier"))
        .WithName("ExportLedger").WithTags("Payments").WithSummary("The whole ledger as a plain-text journal for hledger.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain").ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
}
