"""Makes the program into things that people install: a bundle, packages of it, a wheel.

    python run.py ship bundle     one folder with Python, Qt, llama.cpp and Spindle in it
    python run.py ship all        that, and every package of it

    llama       llama.cpp for every processor, one library for each generation of them
    bundle      PyInstaller's folder (`build_spec.spec`), then `trimming` and `weighing`
    deb, home, wheel    what is made of it; `home` is the tarball for one account and the folder for a stick
    documents   what the documents for people say, to be held to it
    trials/     tries them where nothing is installed, on old processors, for everybody on a computer

Nothing of it ships. Outputs go to `dist/`, what takes long is kept in the cache folder.

May import: desktop.version, desktop.paths, desktop.messages, and `run`, whose way of setting up it shares.
"""
