using Microsoft.AspNetCore.Builder;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.SensibleServers.DjangoRest;

public sealed class DjangoRestTests() : SensibleServerTests(Depot, With(DepotDefect.None))
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

    private static readonly Mistake[] Mistakes =
    [
        Of(DepotDefect.NewestNotListed, "list-products-complete"),
        Of(DepotDefect.CountOfPage, "list-products-page-total"),
        Of(DepotDefect.PagesOverlap, "list-products-pages-complete"),
        Of(DepotDefect.PageSizeIgnored, "list-products-page-limit"),
        Of(DepotDefect.FilterIgnored, "list-products-where"),
        Of(DepotDefect.BoundExclusive, "list-products-where-bounds"),
        Of(DepotDefect.SortedAsTexts, "list-products-sort-numbers"),
        Of(DepotDefect.SearchStartsWith, "list-products-search"),
        Of(DepotDefect.UniqueUnchecked, "product-sku-unique", "product-sku-unique-on-update"),
        Of(DepotDefect.UnknownCategoryTaken, "product-category-refers-unknown"),
        Of(DepotDefect.ErrorsNameNoField, "error-fields"),
        Of(DepotDefect.AllowMissing, "allow"),
        Of(DepotDefect.UnsentCleared, "update-product-partial"),
        Of(DepotDefect.FormLosesValues, "form-body"),
        Of(DepotDefect.DeleteIsSoft, "product-hard-delete"),
        Of(DepotDefect.OtherSiloChanged, "update-product-own-silo"),
        Of(DepotDefect.AcceptsAnyKey, "wrong-key"),
        Of(DepotDefect.ReadOnlyKeyWrites, "create-product-permission"),
        Of(DepotDefect.MediaTypeBadRequest, "media-type-status"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(DepotDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(DepotDefect defect) => clock => new DjangoRestDepot(clock, defect).Map;
}
