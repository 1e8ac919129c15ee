namespace OneStop.Companies.Names;

/// <param name="Word">As the list has it.</param>
internal sealed record ApprovalWord(string Word, string Basis, string Rule);

/// <summary>Words that need the Registrar's approval (Cap. 622 s.100(2) and 101).</summary>
internal static class NameApproval
{
    internal static IReadOnlyList<ApprovalWord> Find(string? english, string? chinese, DateOnly day)
    {
        var words = " " + string.Join(' ', (english ?? "").ToLowerInvariant().Split([' ', ',', '.', '(', ')', '/', '&', '\'', '"'], StringSplitOptions.RemoveEmptyEntries)) + " ";
        var found =
            from list in NameLists.Current.ApprovalOn(day)
            from word in list.English.Where(word => words.Contains($" {word} ", StringComparison.Ordinal))
                .Concat(list.Chinese.Where(word => chinese?.Contains(word, StringComparison.Ordinal) == true))
            select new ApprovalWord(word, list.Basis, list.Rule);
        return [.. found];
    }
}
