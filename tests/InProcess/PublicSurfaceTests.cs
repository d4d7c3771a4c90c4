using PlanisoContract.Mock.InProcess;

namespace PlanisoContract.Tests.InProcess;

public sealed class PublicSurfaceTests
{
    [Test]
    public void What_the_package_offers_does_not_change_unnoticed() =>
        Repository.ShouldMatch(PublicSurface.Of(typeof(PlanisoMock).Assembly), "tests", "InProcess", "public-surface.txt");
}
