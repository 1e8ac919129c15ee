using Microsoft.Extensions.Configuration;

namespace OneStop.Payments.Simulator;

/// <summary>The simulated company's settings, below <c>Simulator:</c>; its control page overrides faults, seed and rate.</summary>
internal sealed record SimulatorOptions(
    TimeSpan SlowTime, TimeSpan LateTime, TimeSpan ReversalTime, TimeSpan RetryTime, TimeSpan HangTime, IReadOnlySet<Fault> Faults, int? Seed, double Rate)
{
    public static SimulatorOptions From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Simulator");
        return new SimulatorOptions(
            TimeSpan.FromSeconds(settings.GetValue("SlowSeconds", 3.0)),
            TimeSpan.FromSeconds(settings.GetValue("LateSeconds", 60.0)),
            TimeSpan.FromSeconds(settings.GetValue("ReversalSeconds", 30.0)),
            TimeSpan.FromSeconds(settings.GetValue("RetrySeconds", 1.0)),
            TimeSpan.FromSeconds(settings.GetValue("HangSeconds", 60.0)),
            Simulator.Faults.Read(settings["Faults"] ?? ""),
            settings.GetValue<int?>("Seed"),
            settings.GetValue("Rate", 0.5));
    }
}
