using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Tests;

/// <summary>An owner of a register: dog licences.</summary>
public sealed class DogsModule : IModule
{
    internal const string Register = "dogs";

    public string Name => "Dogs";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddRegister(new RegisterDefinition(Register, "afcd", "dogs.register"));

    internal static NewEntry Dog(string key, string cause, string name = "Lucky", string validFrom = "2026-11-01") => new(
        Register, key, DateOnly.Parse(validFrom, System.Globalization.CultureInfo.InvariantCulture), cause,
        new JsonObject { ["name"] = name, ["nameChinese"] = "來福", ["weightGrams"] = 12_500, ["chips"] = new JsonArray("A1", "B2") });
}
