using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneStop.Payments.Simulator;

/// <summary>The simulator's published way of signing: <c>t=UNIX-SECONDS,v1=HMAC-SHA256(secret, "t.body")</c>.</summary>
internal static class CallbackSignature
{
    public const string Header = "Simulator-Signature";

    public static string Write(string secret, DateTimeOffset at, string body)
    {
        var sent = at.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={sent},v1={Sign(secret, sent, body)}");
    }

    public static (long Sent, string Signature) Read(string header) =>
        header.Split(',') is [var t, var v1] && t.StartsWith("t=", StringComparison.Ordinal) && v1.StartsWith("v1=", StringComparison.Ordinal) &&
        long.TryParse(t[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var sent) && sent < 253402300800
            ? (sent, v1[3..])
            : (0, "");

    public static bool IsGenuine(string secret, long sent, string signature, string body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(secret, sent, body)));

    private static string Sign(string secret, long sent, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sent}.{body}"))));
}
