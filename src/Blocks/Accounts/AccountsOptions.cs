using Microsoft.Extensions.Configuration;

namespace OneStop.Accounts;

/// <param name="OfficersNeedSecondFactor"><c>Accounts:OfficersNeedSecondFactor</c>, true: an officer acts only after a one-time code or a passkey.</param>
/// <param name="FirstOperator"><c>Accounts:FirstOperator</c>: the address whose owner is the first <c>dpo:operator</c> and gives out the other posts.</param>
internal sealed record AccountsOptions(bool OfficersNeedSecondFactor, string? FirstOperator)
{
    public static AccountsOptions Read(IConfiguration configuration) => new(
        configuration.GetValue("Accounts:OfficersNeedSecondFactor", true),
        configuration["Accounts:FirstOperator"]);
}
