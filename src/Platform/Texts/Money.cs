using System.Globalization;

namespace OneStop.Platform.Texts;

/// <summary>An amount in minor units (cents) of a currency named by ISO 4217.</summary>
public readonly record struct Money(long Cents, string Currency = "HKD")
{
    public static Money operator +(Money a, Money b) =>
        a.Currency == b.Currency ? new(a.Cents + b.Cents, a.Currency) : throw new InvalidOperationException($"{a.Currency} and {b.Currency} do not add up.");

    /// <summary>HK$1,720 or HK$5.50: cents only where there are any, as prices are written in Hong Kong.</summary>
    public override string ToString()
    {
        var sign = Cents < 0 ? "−" : "";
        var amount = (decimal.Abs(Cents) / 100m).ToString(Cents % 100 == 0 ? "N0" : "N2", CultureInfo.InvariantCulture);
        return Currency == "HKD" ? $"{sign}HK${amount}" : $"{sign}{Currency} {amount}";
    }
}
