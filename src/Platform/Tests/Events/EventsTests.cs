using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Modules;

namespace OneStop.Platform.Tests.Events;

public sealed class EventsTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Events_of_one_write_keep_their_order(DatabaseKind kind)
    {
        var ear = new Ear();
        await using var app = await StartAsync(kind, ear);

        await app.WriteAsync(async write =>
        {
            foreach (var number in Enumerable.Range(0, 30))
            {
                write.Publish(new Rang(number, "one bell"));
            }

            return true;
        });

        await Eventually.TrueAsync(async () => ear.Heard.Count == 30);
        Assert.Equal(Enumerable.Range(0, 30), ear.Heard);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_handler_that_fails_is_asked_again_and_holds_up_only_its_own_key(DatabaseKind kind)
    {
        var ear = new Ear { DeafTo = "broken bell" };
        await using var app = await StartAsync(kind, ear);

        await RingAsync(app, 1, "broken bell");
        await RingAsync(app, 2, "broken bell");
        await RingAsync(app, 3, "sound bell");
        await Eventually.TrueAsync(async () => ear.Heard.Contains(3));
        ear.DeafTo = null;
        await AdvanceUntilAsync(app, () => ear.Heard.Count == 3);

        Assert.Equal([3, 1, 2], ear.Heard);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_slow_key_holds_up_only_itself(DatabaseKind kind)
    {
        var ear = new Ear { SlowFor = "slow bell" };
        await using var app = await StartAsync(kind, ear);

        await RingAsync(app, 0, "slow bell");
        await RingAsync(app, 1, "slow bell");
        for (var number = 2; number < 102; number++)
        {
            await RingAsync(app, number, $"bell {number % 7}");
        }

        await Eventually.TrueAsync(async () => ear.Heard.Count == 100);
        ear.Awake.SetResult();
        await Eventually.TrueAsync(async () => ear.Heard.Count == 102);
        Assert.Equal([0, 1], ear.Heard[^2..]);
        Assert.All(Enumerable.Range(0, 7), key => Assert.Equal(ear.Order.Where(number => number > 1 && number % 7 == key).Order(), ear.Order.Where(number => number > 1 && number % 7 == key)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_takes_longer_than_its_claim_is_not_begun_twice(DatabaseKind kind)
    {
        var ear = new Ear { SlowFor = "slow bell" };
        await using var app = await StartAsync(kind, ear);
        await RingAsync(app, 1, "slow bell");
        await Eventually.TrueAsync(async () => ear.Begun == 1);

        for (var seconds = 0; seconds < 120; seconds += 10)
        {
            app.Time!.Advance(TimeSpan.FromSeconds(10));
            app.Services.GetRequiredService<EventSignal>().Raise();
            await RingAsync(app, seconds, "quick bell");
            await Eventually.TrueAsync(async () => ear.Heard.Contains(seconds) && await LeasesLastAsync(app));
        }

        ear.Awake.SetResult();
        await Eventually.TrueAsync(async () => ear.Heard.Contains(1));
        Assert.Equal(1, ear.Begun - ear.Heard.Count(number => number != 1));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_delivery_that_fails_too_often_is_parked_until_an_operator_retries_it(DatabaseKind kind)
    {
        var ear = new Ear { DeafTo = "bell" };
        await using var app = await StartAsync(kind, ear);
        await RingAsync(app, 1, "bell");
        IReadOnlyList<ParkedDelivery> parked = [];
        await AdvanceUntilAsync(app, () => parked.Count > 0, async () => parked = await app.InScopeAsync(scope => scope.GetRequiredService<ParkedEvents>().ListAsync()));

        ear.DeafTo = null;
        var retried = await app.InScopeAsync(scope => scope.GetRequiredService<ParkedEvents>().RetryAsync());

        Assert.Equal("I am deaf.", Assert.Single(parked).LastError);
        Assert.Equal(1, retried);
        await Eventually.TrueAsync(async () => ear.Heard.Count == 1);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_month_after_they_were_worked_off_events_are_forgotten_and_no_other(DatabaseKind kind)
    {
        var ear = new Ear { DeafTo = "bell" };
        await using var app = await StartAsync(kind, ear);
        await RingAsync(app, 1, "bell");
        await RingAsync(app, 2, "sound bell");
        await Eventually.TrueAsync(async () => ear.Heard.Count == 1 && await CountAsync(app, DeliveryState.Done) == 1);

        await app.RunJobAsync<ForgetEvents>();
        var young = await CountAsync(app, DeliveryState.Done);
        app.Time!.Advance(TimeSpan.FromDays(31));
        await app.RunJobAsync<ForgetEvents>();

        Assert.Equal(1, young);
        Assert.Equal(0, await CountAsync(app, DeliveryState.Done));
        Assert.Equal(1, await app.InScopeAsync(scope => scope.GetRequiredService<PlatformDb>().Events.CountAsync()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_write_apart_stands_and_leaves_the_delivery_open(DatabaseKind kind)
    {
        var ear = new Ear { DeafTo = "bell" };
        await using var app = await StartAsync(kind, ear);
        await RingAsync(app, 1, "bell");
        await Eventually.TrueAsync(async () => ear.WrittenApart > 0);

        Assert.Equal(0, await CountAsync(app, DeliveryState.Done));
        ear.DeafTo = null;
        await AdvanceUntilAsync(app, () => ear.Heard.Count == 1);
        await Eventually.TrueAsync(async () => await CountAsync(app, DeliveryState.Done) == 1);
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind, Ear ear) =>
        TestApp.StartAsync(kind, [new BellsModule()], configure: builder => builder.Services.AddSingleton(ear), fakeTime: true);

    private static Task RingAsync(TestApp app, int number, string key) => app.WriteAsync(async write =>
    {
        write.Publish(new Rang(number, key));
        return true;
    });

    private static Task AdvanceUntilAsync(TestApp app, Func<bool> done, Func<Task>? look = null) => Eventually.TrueAsync(async () =>
    {
        app.Time!.Advance(LongestWait);
        app.Services.GetRequiredService<EventSignal>().Raise();
        await (look?.Invoke() ?? Task.CompletedTask);
        return done();
    });

    private static Task<bool> LeasesLastAsync(TestApp app) => app.InScopeAsync(async scope =>
    {
        var soon = app.Time!.GetUtcNow().AddSeconds(12).ToUnixTimeMilliseconds();
        return !await scope.GetRequiredService<PlatformDb>().Deliveries.AnyAsync(delivery => delivery.State == DeliveryState.Waiting && delivery.NextAt < soon);
    });

    private static Task<int> CountAsync(TestApp app, DeliveryState state) =>
        app.InScopeAsync(scope => scope.GetRequiredService<PlatformDb>().Deliveries.CountAsync(delivery => delivery.State == state));

    internal sealed record Rang(int Number, string Key) : IEvent
    {
        public static string Name => "bells.rang.v1";
    }

    internal sealed class Ear
    {
        public string? DeafTo { get; set; }

        public List<int> Heard { get; } = [];

        /// <summary>In the order in which they were begun: what is heard is noted after the commit, when the next of its key may be under way.</summary>
        public ConcurrentQueue<int> Order { get; } = [];

        public int WrittenApart { get; set; }

        public string? SlowFor { get; init; }

        public int Begun;

        public TaskCompletionSource Awake { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class Listen(Ear ear, Writes writes) : IEventHandler<Rang>
    {
        public async Task HandleAsync(Rang happened, CancellationToken ct)
        {
            Interlocked.Increment(ref ear.Begun);
            ear.Order.Enqueue(happened.Number);
            if (happened.Key == ear.SlowFor)
            {
                await ear.Awake.Task.WaitAsync(ct);
            }

            ear.WrittenApart += await writes.RunApartAsync(_ => Task.FromResult(1), ct);
            await HearAsync(happened, ct);
        }

        private Task HearAsync(Rang happened, CancellationToken ct) => writes.RunAsync(write =>
        {
            if (happened.Key == ear.DeafTo)
            {
                throw new InvalidOperationException("I am deaf.");
            }

            write.AfterCommit(() =>
            {
                lock (ear.Heard)
                {
                    ear.Heard.Add(happened.Number);
                }
            });
            return Task.CompletedTask;
        }, ct);
    }

    internal sealed class BellsModule : IModule
    {
        public string Name => "Bells";

        public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddEventHandler<Rang, Listen>();
    }
}
