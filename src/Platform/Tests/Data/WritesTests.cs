using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Tests.Data;

public sealed class WritesTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_write_stored_can_be_read_and_what_failed_leaves_nothing(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);

        await app.WriteAsync(async write => write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = "kept", At = DateTimeOffset.UnixEpoch }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync<bool>(async write =>
        {
            write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = "lost", At = DateTimeOffset.UnixEpoch });
            await write.Get<NotesDb>().SaveChangesAsync();
            throw new InvalidOperationException("refused");
        }));

        Assert.Equal(["kept"], await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.Select(note => note.Text).ToListAsync()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_unique_index_refuses_one_of_many_writers_and_harms_no_neighbour(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);

        var writers = Enumerable.Range(0, 60).Select(async i =>
        {
            try
            {
                await app.WriteAsync(async write => write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = i % 3 == 0 ? "same" : $"own {i}", At = DateTimeOffset.UnixEpoch }));
                return true;
            }
            catch (Exception e) when (e.IsDuplicate())
            {
                return false;
            }
        });
        var won = await Task.WhenAll(writers);

        Assert.Equal(41, won.Count(x => x));
        Assert.Equal(41, await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.CountAsync()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_loses_to_another_writer_sees_what_it_lost_to(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var text = $"{i % 50}";
            try
            {
                await app.WriteAsync(async write => write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = text, At = DateTimeOffset.UnixEpoch }));
            }
            catch (Exception e) when (e.IsDuplicate())
            {
                Assert.True(await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.AnyAsync(note => note.Text == text)));
            }
        }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Events_reach_their_handler_in_order_and_once(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);

        for (var i = 0; i < 20; i++)
        {
            var number = i;
            await app.WriteAsync(async write =>
            {
                write.Publish(new NoteTaken(number, "one"));
                return true;
            });
        }

        await Eventually.TrueAsync(async () => await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.CountAsync()) == 20);
        var heard = await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.OrderBy(note => note.Id).Select(note => note.Text).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"heard {i}"), heard);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Instants_order_and_compare_in_the_database(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);
        var start = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        await app.WriteAsync(async write =>
        {
            foreach (var hours in (int[])[3, 1, 2])
            {
                write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = $"{hours}", At = start.AddHours(hours) });
            }

            return true;
        });

        var after = await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes
            .Where(note => note.At > start.AddHours(1)).OrderBy(note => note.At).Select(note => note.Text).ToListAsync());

        Assert.Equal(["2", "3"], after);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_write_runs_in_the_language_of_its_own_caller(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);

        var writers = Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            var lang = Lang.All[i % 3];
            CultureInfo.CurrentUICulture = lang.Culture;
            var (inside, after) = (Lang.English, Lang.English);
            await app.WriteAsync(async write =>
            {
                await write.Get<NotesDb>().Notes.CountAsync();
                inside = Lang.Current;
                write.AfterCommit(() => after = Lang.Current);
                return true;
            });
            return (lang, inside, after);
        }));

        Assert.All(await Task.WhenAll(writers), seen => Assert.Equal((seen.lang, seen.lang), (seen.inside, seen.after)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_row_added_once_stays_as_it_was_first(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);

        for (var i = 0; i < 3; i++)
        {
            await app.WriteAsync(async write =>
            {
                write.Get<NotesDb>().AddOnce(new Note { Id = Ids.New(), Text = "once", At = DateTimeOffset.UnixEpoch });
                write.Get<NotesDb>().AddOnce(new Note { Id = Ids.New(), Text = "once", At = DateTimeOffset.UnixEpoch });
                write.Get<NotesDb>().Add(new Note { Id = Ids.New(), Text = $"other {i}", At = DateTimeOffset.UnixEpoch });
                return true;
            });
        }

        Assert.Equal(["once", "other 0", "other 1", "other 2"], await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.OrderBy(note => note.Text).Select(note => note.Text).ToListAsync()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_write_that_goes_on_from_what_was_read_before_stands_only_if_nobody_changed_it(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);
        var id = Ids.New();
        await app.WriteAsync(async write => write.Get<NotesDb>().Notes.Add(new Note { Id = id, Text = "first", At = DateTimeOffset.UnixEpoch }));
        Task<Note> SeeAsync() => app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.SingleAsync(note => note.Id == id));
        async Task<bool> GoOnAsync(Note seen, string text) => await app.WriteAsync(async write => (write.Get<NotesDb>().Continue(seen).Text = text) == text);
        var seen = await SeeAsync();

        await GoOnAsync(seen, "second");
        var late = await Assert.ThrowsAnyAsync<DbUpdateException>(() => GoOnAsync(seen, "third"));
        await GoOnAsync(await SeeAsync(), "fourth");

        Assert.IsType<DbUpdateConcurrencyException>(late);
        Assert.Equal(("first", 0), (seen.Text, seen.Version));
        Assert.Equal(("fourth", 2), (await SeeAsync() is var now ? (now.Text, now.Version) : default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rows_that_go_make_room_for_rows_that_come(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);
        await app.WriteAsync(async write => write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = "room", At = DateTimeOffset.UnixEpoch }));

        await app.WriteAsync(async write =>
        {
            var db = write.Get<NotesDb>();
            db.Add(new Note { Id = Ids.New(), Text = "room", At = DateTimeOffset.UnixEpoch.AddDays(1) });
            db.Remove(await db.Notes.SingleAsync());
            return true;
        });

        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), (await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.SingleAsync())).At);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_writers_of_one_row_lose_no_change(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);
        var id = Ids.New();
        await app.WriteAsync(async write => write.Get<NotesDb>().Notes.Add(new Note { Id = id, Text = "", At = DateTimeOffset.UnixEpoch }));

        var stood = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            try
            {
                await app.WriteAsync(async write => (await write.Get<NotesDb>().Notes.SingleAsync(note => note.Id == id)).Text += $"{(char)('a' + i)}");
                return 1;
            }
            catch (DbUpdateConcurrencyException)
            {
                return 0;
            }
        }));

        var note = await app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Notes.SingleAsync());
        Assert.Equal((stood.Sum(), stood.Sum()), (note.Text.Distinct().Count(), note.Version));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_context_begins_anew_for_whoever_gets_it_next(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new NotesModule()]);
        var first = await app.WriteAsync(async write =>
        {
            write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = "kept", At = DateTimeOffset.UnixEpoch });
            return write.Get<NotesDb>();
        });

        var next = await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<NotesDb>();
            return (Same: ReferenceEquals(db, first), Local: db.Notes.Local.Count, Tracked: (await db.Notes.ToListAsync()).Count + db.ChangeTracker.Entries().Count());
        });

        Assert.Equal((true, 0, 1), next);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().SaveChangesAsync()));
    }

    [Fact]
    public async Task When_too_many_writes_wait_the_next_is_refused_at_once_and_the_others_are_done()
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new NotesModule()]);
        var (begun, gate) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var waiting = new List<Task>
        {
            app.WriteAsync(async write =>
            {
                begun.SetResult();
                await gate.Task;
                return 0;
            }),
        };
        // Only now does the lane take nobody else from its queue.
        await begun.Task;
        while (!waiting[^1].IsFaulted)
        {
            Assert.True(waiting.Count < 10_000);
            waiting.Add(app.WriteAsync(write => Task.FromResult(0)));
        }

        using var refused = await app.Browse().Http.PostAsync("/notes", null);
        gate.SetResult();
        await Assert.ThrowsAsync<LaneFullException>(() => waiting[^1]);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        Assert.True(waiting.Count > 8_192);
        await Task.WhenAll(waiting[..^1]);
    }

    internal sealed class NotesModule : IModule
    {
        public string Name => "Notes";

        public void AddServices(IServiceCollection services, IConfiguration configuration) =>
            services.AddModuleDb<NotesDb>().AddEventHandler<NoteTaken, KeepNote>();

        public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapPost("/notes", (Writes writes) => writes.RunAsync(_ => Task.CompletedTask)).AllowAnonymous();
    }

    internal sealed record NoteTaken(int Number, string Key) : IEvent
    {
        public static string Name => "notes.note-taken.v1";
    }

    internal sealed class KeepNote(Writes writes) : IEventHandler<NoteTaken>
    {
        public Task HandleAsync(NoteTaken happened, CancellationToken ct) => writes.RunAsync(async write =>
            write.Get<NotesDb>().Notes.Add(new Note { Id = Ids.New(), Text = $"heard {happened.Number}", At = DateTimeOffset.UnixEpoch }), ct);
    }

    internal sealed class Note
    {
        public Guid Id { get; set; }
        public required string Text { get; set; }
        public DateTimeOffset At { get; set; }
        public int Version { get; set; }
    }

    internal sealed class NotesDb(Unit unit) : ModuleDb(unit)
    {
        public override string Prefix => "notes";

        public DbSet<Note> Notes => Set<Note>();

        protected override void Map(ModelBuilder model) => model.Entity<Note>(e =>
        {
            e.ToTable("Notes").HasIndex(note => note.Text).IsUnique();
        });
    }

    [DbContext(typeof(NotesDb))]
    [Migration("20261124_Notes")]
    internal sealed class NotesMigration : Migration
    {
        protected override void Up(MigrationBuilder migration)
        {
            migration.CreateTable("notes_notes", table => new
            {
                id = table.Column<Guid>(),
                text = table.Column<string>(),
                at = table.Column<DateTimeOffset>(),
                version = table.Column<int>(),
            }, constraints: table => table.PrimaryKey("pk_notes_notes", row => row.id));
            migration.CreateIndex("ix_notes_notes_text", "notes_notes", "text", unique: true);
        }
    }
}
