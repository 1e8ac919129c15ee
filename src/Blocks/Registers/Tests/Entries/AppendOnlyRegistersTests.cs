using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;
using static OneStop.Registers.Tests.DogsModule;

namespace OneStop.Registers.Tests.Entries;

public sealed class AppendOnlyRegistersTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task The_last_entry_is_what_the_register_says_and_the_earlier_ones_remain(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var first = await AppendAsync(app, Dog("1", "filing/1"));
        var second = await AppendAsync(app, Dog("1", "filing/2", "Lucky the Second"));

        var last = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().FindAsync(Register, "1"));
        var history = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().HistoryAsync(Register, "1"));

        Assert.Equal((1, 2), (first.Number, second.Number));
        AssertSame(second, last!);
        Assert.Equal(2, history.Count);
        AssertSame(first, history[0]);
        Assert.Null(await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().FindAsync(Register, "2")));
        Assert.Null(await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().FindAsync("cats", "1")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_cause_is_one_entry_however_often_it_comes(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        var first = await AppendAsync(app, Dog("1", "filing/1"));
        await AppendAsync(app, Dog("1", "filing/2"));
        var again = await AppendAsync(app, Dog("1", "filing/1", "Another name"));

        AssertSame(first, again);
        Assert.Equal(2, (await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().HistoryAsync(Register, "1"))).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_many_at_once_each_number_is_given_once_and_losers_are_told(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        var won = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            try
            {
                await AppendAsync(app, Dog("1", $"filing/{i}"));
                return true;
            }
            catch (Exception e) when (e.IsDuplicate())
            {
                return false;
            }
        }));

        var history = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().HistoryAsync(Register, "1"));
        Assert.Contains(true, won);
        Assert.Equal(Enumerable.Range(1, won.Count(x => x)), history.Select(entry => entry.Number));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_entry_goes_with_the_write_that_failed(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync<bool>(async write =>
        {
            await write.Get<IRegisters>().AppendAsync(Dog("1", "filing/1"));
            throw new InvalidOperationException("refused later");
        }));

        Assert.Null(await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().FindAsync(Register, "1")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_register_nobody_opened_takes_nothing(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(app, Dog("1", "filing/1") with { Register = "cats" }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task As_at_a_day_the_register_says_what_was_recorded_and_held_then(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind, fakeTime: true);
        app.Time!.SetUtcNow(new DateTimeOffset(2027, 3, 1, 15, 59, 59, TimeSpan.Zero));
        await AppendAsync(app, Dog("1", "filing/1", "First", "2027-03-01"));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await AppendAsync(app, Dog("1", "filing/2", "Second", "2027-02-01"));
        await AppendAsync(app, Dog("1", "filing/3", "Third", "2027-04-01"));

        async Task<string?> NameAtAsync(string day) => (await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>()
            .AsAtAsync(Register, "1", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))))?.Content["name"]?.GetValue<string>();

        Assert.Null(await NameAtAsync("2027-02-28"));
        Assert.Equal("First", await NameAtAsync("2027-03-01"));
        Assert.Equal("Second", await NameAtAsync("2027-03-02"));
        Assert.Equal("Third", await NameAtAsync("2027-04-01"));
        Assert.Null(await NameAtAsync("0001-01-01"));
        Assert.Equal("Third", await NameAtAsync("9999-12-31"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_large_register_loads_in_seconds_and_reads_the_same_as_appended(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        const int count = 20_000;

        await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().LoadAsync(Enumerable.Range(1, count).ToAsyncEnumerable().Select(i => Dog($"{i:D7}", "load", validFrom: "1999-07-01"))));
        var appended = await AppendAsync(app, Dog("0000007", "filing/1", "Renamed"));

        Assert.Equal(count + 1, await app.InScopeAsync(scope => scope.GetRequiredService<RegistersDb>().Entries.CountAsync()));
        var history = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().HistoryAsync(Register, "0000007"));
        Assert.Equal(2, appended.Number);
        Assert.Equal("Lucky", history[0].Content["name"]!.GetValue<string>());
        Assert.Equal(new DateOnly(1999, 7, 1), HongKong.DayOf(history[0].RecordedAt));
        var then = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().AsAtAsync(Register, "0000007", new DateOnly(2001, 1, 1)));
        AssertSame(history[0], then!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_key_that_is_there_already_refuses_its_slice_of_a_load(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        await AppendAsync(app, Dog("5", "filing/1"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().LoadAsync(Enumerable.Range(1, 10).ToAsyncEnumerable().Select(i => Dog($"{i}", "load")))));

        Assert.True(error.IsDuplicate());
        Assert.Equal(1, await app.InScopeAsync(scope => scope.GetRequiredService<RegistersDb>().Entries.CountAsync()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_database_itself_refuses_to_change_or_delete_an_entry(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var entry = await AppendAsync(app, Dog("1", "filing/1"));

        await Assert.ThrowsAnyAsync<DbException>(() => app.WriteAsync(write =>
            write.Get<RegistersDb>().Entries.ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Content, "{}"))));
        await Assert.ThrowsAnyAsync<DbException>(() => app.WriteAsync(write => write.Get<RegistersDb>().Entries.ExecuteDeleteAsync()));

        AssertSame(entry, (await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().FindAsync(Register, "1")))!);
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind, bool fakeTime = false) =>
        TestApp.StartAsync(kind, [new RegistersModule(), new DogsModule()], fakeTime: fakeTime);

    private static Task<Entry> AppendAsync(TestApp app, NewEntry entry) =>
        app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().AppendAsync(entry));

    private static void AssertSame(Entry expected, Entry actual)
    {
        Assert.Equal(expected.Content.ToJsonString(), actual.Content.ToJsonString());
        Assert.Equal(expected with { Content = actual.Content }, actual);
    }
}
