using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Bundles;

namespace OneStop.RoadCargo.ControlRoom;

/// <summary>The control room for programs, and queue times for everybody.</summary>
internal static class ControlRoomApi
{
    internal static void AddControlRoom(this IServiceCollection services)
    {
        services.AddScoped<ReadControlRoom>();
        services.AddSingleton<QueueTimes>();
        services.AddNavigation(new NavigationLink("roadcargo.room.link", "/road-cargo/control-room", NavigationPlace.Header, 47, IsOfCustoms));
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/road-cargo/queues", async (QueueTimes times, CancellationToken ct) => Results.Ok(await times.NowAsync(ct))).AllowAnonymous().WithTags("Road cargo")
            .WithName("CargoQueues").WithSummary("How many trucks wait at each control point, and how many minutes it took those who crossed in the last hour").Produces<IReadOnlyList<QueueAnswer>>();
        routes.MapGet("/api/road-cargo/control-room", async (ClaimsPrincipal user, ReadControlRoom room, CancellationToken ct) => IsOfCustoms(user) ? Results.Ok(RoomAnswer.Of(await room.RunAsync(ct))) : Results.StatusCode(StatusCodes.Status403Forbidden))
            .RequireAuthorization(Access.Officer).WithTags("Road cargo").WithName("CargoControlRoom").WithSummary("Every control point in each direction, today against yesterday at the same time of day: for customs officers")
            .Produces<RoomAnswer>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
    }

    internal static bool IsOfCustoms(ClaimsPrincipal user) => user.Departments().Contains(RoadCargoModule.Department);
}

/// <summary>Asked by everybody, read from the database at most every ten seconds on each node.</summary>
internal sealed class QueueTimes(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim one = new(1, 1);
    private (DateTimeOffset At, IReadOnlyList<QueueAnswer> Queues) last;

    internal async Task<IReadOnlyList<QueueAnswer>> NowAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (now - last.At >= Kept)
            {
                await using var scope = scopes.CreateAsyncScope();
                last = (now, [.. (await scope.ServiceProvider.GetRequiredService<ReadControlRoom>().QueuesAsync(ct)).Select(queue => new QueueAnswer(queue.Point.Code, queue.Bound, queue.Waiting, queue.Minutes, now))]);
            }

            return last.Queues;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}

/// <param name="Minutes">The median; null where nobody crossed in the last hour.</param>
internal sealed record QueueAnswer(string ControlPoint, Bound Bound, int Waiting, int? Minutes, DateTimeOffset AsOf);

/// <param name="Inspected">Of today, in both directions.</param>
/// <param name="LastContact">Of the control point's own program; null: it has none.</param>
/// <param name="Untold">What it had still to tell.</param>
internal sealed record PointAnswer(string ControlPoint, int Inspected, int Detained, int Discrepancies, DateTimeOffset? LastContact, int Untold);

internal sealed record LineAnswer(string ControlPoint, Bound Bound, int Waiting, int? Minutes, int Arrived, int Crossed, int CrossedYesterday, int ExpectedClear, int ExpectedInspect, int ExpectedHeld);

internal sealed record RoomAnswer(DateTimeOffset AsOf, IReadOnlyList<LineAnswer> Lines, IReadOnlyList<PointAnswer> ControlPoints)
{
    internal static RoomAnswer Of(Boundary boundary) => new(
        boundary.Now,
        [
            .. boundary.Lines.Select(line => new LineAnswer(
                line.Queue.Point.Code, line.Queue.Bound, line.Queue.Waiting, line.Queue.Minutes, line.Arrived, line.Crossed, line.Before, line.Clear, line.Inspect, line.Held)),
        ],
        [.. boundary.Points.Select(point => new PointAnswer(point.Point.Code, point.Inspected, point.Detained, point.Discrepancies, point.Contact?.At, point.Contact?.Waiting ?? 0))]);
}
