"use strict";
(function () {
    var button = document.getElementById("cetak");
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
})();
