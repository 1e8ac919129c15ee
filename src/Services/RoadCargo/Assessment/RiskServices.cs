using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Assessment;

internal static class RiskServices
{
    internal static void AddAssessment(this IServiceCollection services)
    {
        services.AddSingleton<ActiveRules>();
        services.AddScoped<AssessConsignments>().AddScoped<IReassess>(scope => scope.GetRequiredService<AssessConsignments>());
        services.AddScoped<RuleSetDesk>().AddScoped<RiskReading>().AddScoped<ReplayDay>();
        services.AddJob<ForgetAssessments>("road-cargo.forget-assessments", "0 50 3 * * ?");
        services.AddNavigation(new NavigationLink("roadcargo.risk.link", "/road-cargo/risk", NavigationPlace.Header, 46, person => person.IsOfficerOf(RoadCargoModule.Department, RiskApi.Role)));
    }
}
