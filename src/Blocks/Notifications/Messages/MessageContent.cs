using System.Text.Json;
using System.Text.Json.Serialization;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Notifications.Messages;

/// <summary>What a message says, in the recipient's language as it was when it was sent.</summary>
/// <param name="Path">Where it leads, without the language.</param>
/// <param name="Unsubscribe">Where messages like it are stopped, without the language.</param>
internal sealed record MessageContent(string Email, string Language, string Subject, string Body, string? Path, string? Unsubscribe = null)
{
    [JsonIgnore]
    public Lang Lang => Lang.FindOrEnglish(Language);

    [JsonIgnore]
    public IReadOnlyList<string> Paragraphs => Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    public string Seal(FieldCipher cipher) => cipher.Encrypt(JsonSerializer.Serialize(this));

    public static MessageContent Open(FieldCipher cipher, string content) => JsonSerializer.Deserialize<MessageContent>(cipher.Decrypt(content))!;
}
