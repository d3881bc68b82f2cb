// The worlds of the game jump and run, drawn with letters, one for each square.
"use strict";

(function () {
  // # ground, = a ledge one can also jump through from below, o a coin, e somebody who walks to and fro,
  // ^ thorns, G the goal. The hero begins at the left; what is above the drawing is sky.
  homespun.worlds = [
    [
      "                                                            ",
      "                           o o                              ",
      "              o o o       =====                             ",
      "             =======                 o o                    ",
      "       o o             ==           ====        o           ",
      "    o                                     ##  o   o       G ",
      "          ##                e     ##     ###                ",
      "################  ############  ################  ##########",
      "################  ############  ################  ##########",
    ],
    [
      "                                                                      ",
      "                       o o o                                          ",
      "                      =======            o o                          ",
      "            o o                    o    =====          o              ",
      "           =====    ==            ===            ==   ===             ",
      "     o                      oo                                 o   G  ",
      "            ^      e       ####          e   ^                ###     ",
      "###############  #############  ####################   ###############",
      "###############  #############  ####################   ###############",
    ],
    [
      "                                    o o o                                       ",
      "                 o o               =======                       o              ",
      "                =====       ==                      o o         ===             ",
      "          o                      ==                =====                o       ",
      "        ====          ===                  ==              ==          ===      ",
      "    o                       o                   o                  o          G ",
      "             e   ^         ###        e  e     ^      e           ###   ^       ",
      "##########  ###########  ######  #################  ######   ###################",
      "##########  ###########  ######  #################  ######   ###################",
    ],
  ];
})();
