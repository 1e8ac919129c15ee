using Microsoft.Extensions.Configuration;
using OneStop.Platform.Modules;

namespace OneStop.Companies.Generate;

/// <summary>The demonstration's register: <c>Demo:Companies</c> of them.</summary>
internal sealed class DemoCompanies(FillRegister fill, IConfiguration configuration) : IDemoData
{
    internal const int DefaultCount = 100_000;

    public int Order => 50;

    public Task FillAsync(CancellationToken ct) => fill.UpToAsync(configuration.GetValue("Demo:Companies", DefaultCount), ct);
}
