using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Shop;

/// <summary>An API that no program comes with: the contract that tries the dialect rest.</summary>
internal static class ShopApi
{
    private static string Document { get; } = Repository.Read("tests", "Shop", "shop.openapi.yaml");

    public static Contract Contract { get; } = ContractReader.Read("shop", "shop.openapi.yaml", Document);

    /// <summary>The same API with what one list and one resource cannot have beside the rest: pages by cursors, and updates that have to name a version.</summary>
    public static Contract WithCursors { get; } = ContractReader.Read("shop-with-cursors", "shop.openapi.yaml", Changed(
        ("{style: page, size: 10, maximum: 50, limit: per_page, page: page, total: total}", "{style: cursor, size: 10, maximum: 50, limit: per_page, cursor: after, next: next}"),
        ("{name: page, in: query, schema: {type: integer, minimum: 1, default: 1}, example: 1}", "{name: after, in: query, schema: {type: string}, example: abc}"),
        ("required: [items, total]", "required: [items]"),
        ("total: {type: integer}", "next: {type: string, nullable: true}"),
        ("total: 1\n", "next: null\n                edition: {number: 2, of: null}\n"),
        ("        '412': {$ref: '#/components/responses/Changed'}\n", "        '412': {$ref: '#/components/responses/Changed'}\n        '428': {$ref: '#/components/responses/Changed'}\n")));

    private static string Changed(params ReadOnlySpan<(string From, string To)> changes)
    {
        var document = Document;
        foreach (var (from, to) in changes)
        {
            document.ShouldContain(from);
            document = document.Replace(from, to, StringComparison.Ordinal);
        }
        return document;
    }
}
