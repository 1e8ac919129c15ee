using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Contracts;
using OneStop.Platform.Modules;

namespace OneStop.Documents.Tests;

/// <summary>A registry that issues certificates and can strike a company off.</summary>
public sealed class RegistryModule : IModule
{
    public string Name => "Registry";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<ICertificateSubject, Companies>();

    internal sealed class Companies : ICertificateSubject
    {
        internal const string StruckOff = "1111111";

        internal const string Unknown = "0000000";

        public string Kind => Samples.Kind;

        public Task<SubjectState?> DescribeAsync(string subjectKey, CancellationToken ct = default) => Task.FromResult(subjectKey == Unknown ? null : new SubjectState(
            subjectKey != StruckOff,
            [
                (Samples.Words("Company number", "公司編號"), subjectKey),
                (Samples.Words("Status", "狀況"), subjectKey == StruckOff ? "Dissolved <已解散>" : "Live 仍註冊"),
            ],
            $"/companies/{subjectKey}"));
    }
}
