using Microsoft.Extensions.DependencyInjection;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log.Signing;

namespace OneStop.Registers.Log.Verifying;

/// <summary><c>onestop verify</c>. It ends with 0 where all holds, 1 where something does not, 2 where it was asked the wrong thing.</summary>
internal static class VerifyCommand
{
    private const long LargestFile = 16 * 1024 * 1024;

    internal static async Task<int> FileAsync(string file, IReadOnlyList<string> keys, TextWriter output, CancellationToken ct)
    {
        if (!File.Exists(file) || new FileInfo(file).Length > LargestFile)
        {
            await output.WriteLineAsync(File.Exists(file) ? $"{file} is larger than any proof." : $"There is no file {file}.");
            return 2;
        }

        var trusted = keys.Select(VerifierKey.Parse).ToList();
        if (trusted.FindIndex(key => key is null) is >= 0 and var wrong)
        {
            await output.WriteLineAsync($"'{keys[wrong]}' is no verifier key: NAME+ID+KEY, as /api/register-logs/REGISTER/keys lists them.");
            return 2;
        }

        var verdict = ProofFile.Check(await File.ReadAllTextAsync(file, ct), trusted.OfType<VerifierKey>().ToList());
        await output.WriteLineAsync(verdict.ToString());
        return verdict.Holds ? 0 : 1;
    }

    internal static async Task<int> RegisterAsync(IServiceProvider services, string register, TextWriter output, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetServices<RegisterDefinition>().Select(definition => definition.Name).ToList();
        if (!known.Contains(register, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"There is no register '{register}'. There are: {string.Join(", ", known)}.");
            return 2;
        }

        var verdict = await ActivatorUtilities.CreateInstance<VerifyRegister>(scope.ServiceProvider).RunAsync(register, ct);
        await output.WriteLineAsync(verdict.ToString());
        return verdict.Intact ? 0 : 1;
    }
}
