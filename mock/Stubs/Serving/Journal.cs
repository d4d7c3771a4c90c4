namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>The newest requests and their answers.</summary>
internal sealed class Journal(int most)
{
    /// <summary>Whether it keeps anything.</summary>
    public bool IsOn => most > 0;

    public int Count { get; private set; }

    public void Add(ServeEvent served) => Count++;
}
