using OneStop.Platform.Events;

namespace OneStop.Companies.Contracts;

/// <summary>A filing changed what the register says of a company.</summary>
/// <param name="Number">The company's number, seven digits.</param>
/// <param name="Form">The form that was filed: <c>NR1</c>.</param>
/// <param name="Entry">The company's register entry that came of it.</param>
/// <param name="On">From when the change holds.</param>
public sealed record CompanyChanged(string Number, string Form, int Entry, DateOnly On) : IEvent
{
    public static string Name => "companies.company-changed.v1";

    public string Key => Number;
}
