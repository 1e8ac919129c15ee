namespace OneStop.Registers.Log.Signing;

/// <summary>Base64 (RFC 4648) of which one content has one text: no white space, and no bits that stand for nothing.</summary>
internal static class StrictBase64
{
    /// <summary>Null where the text is not that.</summary>
    internal static byte[]? Read(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text ? bytes[..length] : null;
    }
}
