using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;
using OneStop.Usage.Contracts;

namespace OneStop.RoadCargo.Bundles;

/// <summary>Trucks for programs.</summary>
internal static class BundlesApi
{
    private const int MostShown = 200;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/road-cargo/bundles").RequireAuthorization(Access.SignedInOrProgram).WithTags("Road cargo")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapPost("", BundleAsync).WithName("BundleConsignments")
            .WithSummary("Puts consignments on a truck and says from when it may cross. With replaces, that bundle makes way in the same step. Asked again for what stands, it answers that.")
            .Produces<BundleAnswer>(StatusCodes.Status201Created).Produces<BundleAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("", ListAsync).WithName("ListBundles").WithSummary("What is on your trucks now, the newest first").Produces<IReadOnlyList<BundleAnswer>>();
        api.MapGet("{id:guid}", ShowAsync).WithName("ShowBundle").WithSummary("One bundle with what its driver is told").Produces<BundleAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("{id:guid}", DissolveAsync).WithName("DissolveBundle").WithSummary("Takes the consignments off the truck again")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> BundleAsync(BundleBody body, HttpContext http, Truckers truckers, BundleDesk desk, IUsage usage, Text text, TimeProvider time, CancellationToken ct)
    {
        if (await truckers.OneAsync(http.User, body.Organisation, ct) is not { } trucker)
        {
            return NoMandate(text);
        }

        var outcome = await desk.BundleAsync(new BundleOrder(body.Plate, body.Ccrns, body.ControlPoint, body.Replaces), trucker.Id, http.User.RequiredCallerId(), ct);
        if (!outcome.IsDone)
        {
            usage.Count(RoadCargoModule.Service, UsageStep.Fail, UsageChannel.Api);
            return Refuse(outcome, text);
        }

        var answer = BundleAnswer.Of(outcome.Bundle!, time.GetUtcNow());
        if (outcome.IsRepeated)
        {
            return Results.Ok(answer);
        }

        usage.Count(RoadCargoModule.Service, UsageStep.Complete, UsageChannel.Api);
        return Results.Created($"/api/road-cargo/bundles/{answer.Id}", answer);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal caller, Truckers truckers, RoadCargoDb db, TimeProvider time, CancellationToken ct)
    {
        var own = (await truckers.OfAsync(caller, ct)).Select(one => one.Id).ToList();
        var found = await db.Bundles.Where(bundle => own.Contains(bundle.Trucker) && bundle.State == BundleState.Active).OrderByDescending(bundle => bundle.BundledAt).Take(MostShown).ToListAsync(ct);
        return Results.Ok(found.Select(bundle => BundleAnswer.Of(bundle, time.GetUtcNow())).ToList());
    }

    private static async Task<IResult> ShowAsync(Guid id, ClaimsPrincipal caller, Truckers truckers, RoadCargoDb db, TimeProvider time, CancellationToken ct)
    {
        var own = (await truckers.OfAsync(caller, ct)).Select(one => one.Id).ToList();
        return await db.Bundles.SingleOrDefaultAsync(bundle => bundle.Id == id && own.Contains(bundle.Trucker), ct) is { } found
            ? Results.Ok(BundleAnswer.Of(found, time.GetUtcNow()))
            : Results.StatusCode(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> DissolveAsync(Guid id, ClaimsPrincipal caller, Truckers truckers, BundleDesk desk, Text text, CancellationToken ct)
    {
        var outcome = await desk.DissolveAsync(id, [.. (await truckers.OfAsync(caller, ct)).Select(one => one.Id)], ct);
        return outcome.IsDone ? Results.NoContent() : Refuse(outcome, text);
    }

    private static IResult Refuse(BundleOutcome outcome, Text text) => outcome switch
    {
        { Bundle: null, Problems.Count: 0 } => Results.StatusCode(StatusCodes.Status404NotFound),
        { Conflict: true } => outcome.Problems.ToResult(text, StatusCodes.Status409Conflict),
        _ => outcome.Problems.ToResult(text),
    };

    private static IResult NoMandate(Text text) =>
        ((IReadOnlyList<RuleProblem>)[new("organisation", "organisation.no-mandate", "roadcargo.bundle.problem.mandate")]).ToResult(text, StatusCodes.Status403Forbidden);
}

/// <param name="Organisation">The trucker's number, where the caller acts for several; null for the first.</param>
/// <param name="Replaces">A bundle of yours whose place this one takes.</param>
internal sealed record BundleBody(string? Plate, IReadOnlyList<string?>? Ccrns, string? ControlPoint, Guid? Replaces, string? Organisation);

/// <param name="Code">For the driver: opens /road-cargo/driver/CODE without signing in.</param>
/// <param name="Instruction">What the driver is told now.</param>
internal sealed record BundleAnswer(
    Guid Id, string Code, string Plate, string ControlPoint, Bound Bound, IReadOnlyList<string> Ccrns, DateTimeOffset EarliestCrossing, Instruction Instruction, string DriverPath)
{
    internal static BundleAnswer Of(Bundle bundle, DateTimeOffset now) => new(
        bundle.Id, bundle.Code, bundle.Plate, bundle.ControlPoint, bundle.Bound, [.. bundle.Ccrns.Select(Ccrn.Format)], HongKong.At(bundle.EarliestCrossing), bundle.Now(now), $"/road-cargo/driver/{bundle.Code}");
}
