using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Shop;

/// <summary>An API that no program comes with: the contract that tries the dialect rest.</summary>
internal static class ShopApi
{
    public static Contract Contract { get; } =
        ContractReader.Read("shop", "shop.openapi.yaml", Repository.Read("tests", "Shop", "shop.openapi.yaml"));
}
