using System.Text.Json;

namespace OneStop.Observatory.Bulletins;

/// <summary>What a form begins with.</summary>
internal static class BulletinForms
{
    internal static BulletinFields Blank(BulletinKind kind, TimeProvider time) => Filled(BulletinFields.Empty, kind, time);

    /// <summary>The last one's words, for a forecaster to bring up to date.</summary>
    internal static BulletinFields From(BulletinKind kind, Bulletin last, TimeProvider time) => Filled(BulletinFields.Of(JsonDocument.Parse(last.Content).RootElement), kind, time);

    private static BulletinFields Filled(BulletinFields fields, BulletinKind kind, TimeProvider time)
    {
        var next = time.GetUtcNow() + kind.UsualInterval();
        Dictionary<string, string> more = new()
        {
            ["convert"] = "yes",
            ["nextIssueAt"] = CivilTime.Field(new DateTimeOffset(next.UtcTicks - (next.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero) + (next.Minute > 0 ? TimeSpan.FromHours(1) : TimeSpan.Zero)),
        };
        if (kind == BulletinKind.NineDayForecast)
        {
            // Where they are measured is not a forecaster's to choose.
            foreach (var (path, value) in (ReadOnlySpan<(string, string)>)[("sea/station", "NP"), ("soil/0/station", "HKO"), ("soil/0/depth", "0.5"), ("soil/1/station", "HKO"), ("soil/1/depth", "1")])
            {
                more[path] = value;
            }

            foreach (var path in (ReadOnlySpan<string>)["sea/at", "soil/0/at", "soil/1/at"])
            {
                if (CivilTime.Parse(fields[path]) is { } at)
                {
                    more[path] = CivilTime.Field(at);
                }
            }

            return NineDayFields.Renew(fields.With(more), time);
        }

        return fields.With(more);
    }
}
