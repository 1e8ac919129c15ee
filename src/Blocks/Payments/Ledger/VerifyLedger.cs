using Microsoft.Extensions.Logging;
using OneStop.Platform.Jobs;

namespace OneStop.Payments.Ledger;

/// <summary>Nightly: reads the whole ledger and raises the alarm where it was touched.</summary>
internal sealed partial class VerifyLedger(GeneralLedger ledger, ILogger<VerifyLedger> log) : IScheduledJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (await ledger.FindBreakAsync(ct) is { } number)
        {
            LogBroken(number);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The ledger is broken at entry {Number}: it was altered outside the program. Stop paying out and compare with a backup.")]
    private partial void LogBroken(long number);
}
