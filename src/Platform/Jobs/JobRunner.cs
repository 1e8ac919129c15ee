using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using Quartz;

namespace OneStop.Platform.Jobs;

/// <summary>Quartz keeps the time on every node; a row for each due time decides which node runs it.</summary>
[DisallowConcurrentExecution]
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes, IEnumerable<JobSchedule> schedules, NodeName node, TimeProvider time, ILogger<JobRunner> log) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task Execute(IJobExecutionContext context)
    {
        var schedule = schedules.Single(s => s.Name == context.JobDetail.Key.Name);
        var due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        var ct = context.CancellationToken;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System($"job {schedule.Name}");
            if (await ClaimAsync(scope.ServiceProvider, schedule.Name, due, ct))
            {
                await ((IScheduledJob)scope.ServiceProvider.GetRequiredService(schedule.Type)).RunAsync(ct);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e, schedule.Name);
        }
    }

    private async Task<bool> ClaimAsync(IServiceProvider scope, string job, DateTimeOffset due, CancellationToken ct)
    {
        try
        {
            var forget = time.GetUtcNow() - Kept;
            await scope.GetRequiredService<Writes>().RunAsync(async write =>
            {
                var db = write.Get<PlatformDb>();
                await db.JobRuns.Where(run => run.Job == job && run.DueAt < forget).ExecuteDeleteAsync(ct);
                db.JobRuns.Add(new JobRun { Job = job, DueAt = due, Node = node.Value });
            }, ct);
            return true;
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Job {Name} failed; its next due time tries again.")]
    private partial void LogFailed(Exception e, string name);
}

internal sealed class JobRun
{
    public required string Job { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public required string Node { get; set; }
}

internal static class JobServices
{
    internal static void AddJobs(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddSingleton<IHostedService, JobStart>();
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
    }

    /// <summary>Hands every module's schedule to Quartz before its scheduler starts.</summary>
    private sealed class JobStart(ISchedulerFactory factory, IEnumerable<JobSchedule> schedules) : IHostedService
    {
        public async Task StartAsync(CancellationToken ct)
        {
            var scheduler = await factory.GetScheduler(ct);
            foreach (var schedule in schedules)
            {
                var job = JobBuilder.Create<JobRunner>().WithIdentity(schedule.Name).Build();
                var trigger = TriggerBuilder.Create().WithIdentity(schedule.Name)
                    .WithCronSchedule(schedule.Cron, cron => cron.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Hong_Kong")).WithMisfireHandlingInstructionDoNothing())
                    .Build();
                await scheduler.ScheduleJob(job, trigger, ct);
            }
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
