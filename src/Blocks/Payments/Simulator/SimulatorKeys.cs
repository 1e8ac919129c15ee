using OneStop.Platform.Secrets;

namespace OneStop.Payments.Simulator;

/// <summary>The two secrets that the simulator shares with its merchant, derived from the installation's master key, so that none stands anywhere.</summary>
internal sealed class SimulatorKeys(FieldCipher cipher)
{
    public string ApiKey { get; } = cipher.KeyedHash("payments/simulator/api-key");

    public string CallbackSecret { get; } = cipher.KeyedHash("payments/simulator/callback-secret");
}
