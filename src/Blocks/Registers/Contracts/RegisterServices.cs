using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Registers.Contracts;

public static class RegisterServices
{
    /// <summary>Opens a register; only what is opened can be written to.</summary>
    public static IServiceCollection AddRegister(this IServiceCollection services, RegisterDefinition definition) => services.AddSingleton(definition);
}
