using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;

namespace OneStop.Observatory.Skill;

internal static class SkillServices
{
    internal static void AddSkill(this IServiceCollection services)
    {
        services.AddJob<KeepPoints>("observatory.points", "0 7/10 * * * ?");
        services.AddJob<ComputeSkill>("observatory.skill", "0 40 2 * * ?");
    }
}
