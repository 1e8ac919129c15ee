using OneStop.Platform.Events;

namespace OneStop.Companies.Contracts;

/// <summary>A company and its business stand on the register.</summary>
/// <param name="Number">The company's number, seven digits.</param>
/// <param name="Brn">Its business registration number, eight digits.</param>
public sealed record CompanyIncorporated(string Number, string Brn, DateOnly On) : IEvent
{
    public static string Name => "companies.company-incorporated.v1";

    public string Key => Number;
}
