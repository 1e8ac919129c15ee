using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.RoadCargo.Crossings;

/// <summary>Notes when each control point was last in touch; it asks every second, so not every time.</summary>
internal sealed class Contacts(RoadCargoDb db, Writes writes, TimeProvider time)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);

    internal async Task NoteAsync(string point, int waiting, CancellationToken ct)
    {
        var now = time.GetStoredNow();
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(contact => contact.ControlPoint == point, ct) is { } last && last.Waiting == waiting && now - last.At < Often)
        {
            return;
        }

        await writes.RunAsync(write => write.Get<RoadCargoDb>().MergeManyAsync([new Contact { ControlPoint = point, At = now, Waiting = waiting }], ct), ct);
    }
}
