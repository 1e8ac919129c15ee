using System.Diagnostics;
using Microsoft.AspNetCore.Builder;

namespace OneStop.Platform.Telemetry;

internal static class Traces
{
    /// <summary>Gives a request its trace where no collector's listener did: error pages, logs and audit lines name it.</summary>
    internal static void UseTraces(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Activity.Current is not null)
        {
            await next();
            return;
        }

        using var activity = new Activity("request");
        if (context.Request.Headers.TraceParent.ToString() is { Length: > 0 } parent)
        {
            activity.SetParentId(parent);
        }

        activity.Start();
        await next();
    });
}
