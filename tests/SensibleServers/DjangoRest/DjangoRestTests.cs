using PlanisoContract.Spec;

namespace PlanisoContract.Tests.SensibleServers.DjangoRest;

public sealed class DjangoRestTests() : SensibleServerTests<DepotDefect>(Depot, (clock, defect) => new DjangoRestDepot(clock, defect).Map)
{
    /// <summary>What the backend serves.</summary>
    internal static Contract Depot { get; } =
        ContractReader.Read("depot", "depot.openapi.yaml", Repository.Read("tests", "SensibleServers", "DjangoRest", "depot.openapi.yaml"));

    protected override (string Path, string Form)[] Records =>
    [
        ("/categories/", "name=Hand+tools"),
        ("/categories/", "name=Power+tools"),
        ("/products/", "name=Claw+hammer&sku=H-0100&stock=12"),
        ("/products/", "name=Hand+saw&sku=S-0200&stock=9&description=For+wood"),
    ];

    private static readonly Mistake<DepotDefect>[] Mistakes =
    [
        new(DepotDefect.NewestNotListed, "list-products-complete"),
        new(DepotDefect.CountOfPage, "list-products-page-total"),
        new(DepotDefect.PagesOverlap, "list-products-pages-complete"),
        new(DepotDefect.PageSizeIgnored, "list-products-page-limit"),
        new(DepotDefect.FilterIgnored, "list-products-where"),
        new(DepotDefect.BoundExclusive, "list-products-where-bounds"),
        new(DepotDefect.SortedAsTexts, "list-products-sort-numbers"),
        new(DepotDefect.SearchStartsWith, "list-products-search"),
        new(DepotDefect.UniqueUnchecked, "product-sku-unique", "product-sku-unique-on-update"),
        new(DepotDefect.UnknownCategoryTaken, "product-category-refers-unknown"),
        new(DepotDefect.ErrorsNameNoField, "error-fields"),
        new(DepotDefect.AllowMissing, "allow"),
        new(DepotDefect.UnsentCleared, "update-product-partial"),
        new(DepotDefect.FormLosesValues, "form-body"),
        new(DepotDefect.DeleteIsSoft, "product-hard-delete"),
        new(DepotDefect.OtherSiloChanged, "update-product-own-silo"),
        new(DepotDefect.AcceptsAnyKey, "wrong-key"),
        new(DepotDefect.ReadOnlyKeyWrites, "create-product-permission"),
        new(DepotDefect.MediaTypeBadRequest, "media-type-status"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<DepotDefect>)mistake);
}
