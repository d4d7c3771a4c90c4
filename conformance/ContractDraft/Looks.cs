using System.Collections.Immutable;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What values of a field look like, told from its name.</summary>
internal static class Looks
{
    // The first whose word the name contains.
    private static readonly ImmutableArray<(string Word, string Look)> Table =
    [
        ("email", "email"), ("password", "password"), ("secret", "password"), ("phone", "phone"), ("mobile", "phone"), ("fax", "phone"),
        ("firstname", "first-name"), ("givenname", "first-name"), ("lastname", "last-name"), ("surname", "last-name"), ("familyname", "last-name"),
        ("username", "username"), ("login", "username"), ("url", "website"), ("uri", "website"), ("website", "website"), ("homepage", "website"),
        ("zip", "postal-code"), ("postal", "postal-code"), ("postcode", "postal-code"), ("city", "city"), ("country", "country"), ("currency", "currency"),
        ("street", "address-line"), ("address", "address-line"), ("province", "province"), ("locale", "locale"), ("language", "locale"),
        ("company", "firm"), ("organization", "firm"), ("organisation", "firm"), ("department", "department"), ("brand", "brand"), ("model", "model"),
        ("serial", "serial"), ("sku", "code"), ("code", "code"), ("slug", "identifier"), ("comment", "comment"), ("note", "comment"), ("message", "comment"),
        ("description", "description"), ("summary", "description"), ("body", "description"), ("text", "description"), ("content", "description"),
        ("title", "project"), ("project", "project"), ("role", "role"), ("group", "group"),
    ];

    /// <summary>The look (word x-like); <c>word</c> where the name says nothing.</summary>
    public static string Of(string name)
    {
        var plain = ConventionalNames.Plain(name);
        return Table.FirstOrDefault(known => plain.Contains(known.Word, StringComparison.Ordinal)).Look ?? "word";
    }
}
