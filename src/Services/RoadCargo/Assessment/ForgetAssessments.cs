using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Assessment;

/// <summary>What consignments were assessed on is kept for as long as a replay or a complaint may need it.</summary>
internal sealed class ForgetAssessments(Writes writes, TimeProvider time) : IScheduledJob
{
    internal const int KeptDays = 400;

    public Task RunAsync(CancellationToken ct)
    {
        var before = HongKong.Today(time).AddDays(-KeptDays);
        return writes.RunAsync(write => write.Get<RoadCargoDb>().Assessments.Where(assessment => assessment.Day < before).ExecuteDeleteAsync(ct), ct);
    }
}
